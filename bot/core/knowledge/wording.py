"""The bot's own sentences: the keys that every file in `content/wording/` has, one file a language.

`{name}` in a sentence is filled in by the program; a translation uses the same names as the English sentence.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from bot.core.knowledge.kinds import Months, Sentence, names_in


class CommandWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each command does, in a few words, for menus and help."""

    ask: Sentence
    topics: Sentence
    slang: Sentence
    translate: Sentence
    say: Sentence
    tour: Sentence
    sources: Sentence
    lang: Sentence
    privacy: Sentence
    forget: Sentence
    help: Sentence
    guide: Sentence


class OptionWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to write after a command, by the name of its option."""

    question: Sentence
    term: Sentence
    phrase: Sentence
    text: Sentence
    to: Sentence
    what: Sentence
    setting: Sentence
    value: Sentence
    answer: Sentence
    file: Sentence


class LanguageWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The names of languages, by their tags."""

    en: Sentence
    zh_hans: Sentence
    zh_hant: Sentence
    ja: Sentence
    ko: Sentence
    es: Sentence
    fr: Sentence
    de: Sentence
    pt: Sentence
    it: Sentence
    ru: Sentence
    ar: Sentence
    th: Sentence
    vi: Sentence
    id: Sentence
    hi: Sentence
    nl: Sentence
    pl: Sentence
    tr: Sentence
    el: Sentence
    he: Sentence

    def of(self, tag: str) -> str:
        """The name of the language with a tag such as `zh-Hans`; nothing where there is none for it."""
        field = tag.replace("-", "_").lower()
        return str(getattr(self, field)) if field in self.__struct_fields__ else ""


class ToneWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a term sounds to a reader."""

    neutral: Sentence
    warm: Sentence
    playful: Sentence
    sarcastic: Sentence
    dated: Sentence
    flirty: Sentence
    rude: Sentence
    vulgar: Sentence
    sensitive: Sentence


class StyleWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How formal a phrase is."""

    casual: Sentence
    neutral: Sentence
    polite: Sentence


class SettingWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each setting of a community is for, in one line."""

    language: Sentence
    speak_in: Sentence
    listen: Sentence
    private_answers: Sentence
    welcome: Sentence
    welcome_text: Sentence
    cooldown: Sentence
    commands_off: Sentence
    topics_off: Sentence
    moderator_roles: Sentence
    translation: Sentence
    translation_quota: Sentence
    collect_gaps: Sentence
    gaps_from: Sentence


class ActWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a moderator did, for the audit trail."""

    set: Sentence
    saved: Sentence
    published: Sentence
    offline: Sentence
    removed: Sentence
    wording: Sentence
    gap_ignored: Sentence
    gap_answered: Sentence
    refused: Sentence
    imported: Sentence
    exported: Sentence
    taken: Sentence


class FaultWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may be wrong with what a moderator wrote, by kind; `place`, `item` and `near` stand around it."""

    place: Sentence
    item: Sentence
    near: Sentence
    empty: Sentence
    spaces: Sentence
    mapping: Sentence
    missing: Sentence
    misplaced: Sentence
    unknown: Sentence
    list: Sentence
    no_items: Sentence
    text: Sentence
    one_of: Sentence
    whole_number: Sentence
    number: Sentence
    range: Sentence
    at_least: Sentence
    not_text: Sentence
    too_long: Sentence
    one_line: Sentence
    identifier: Sentence
    partial_date: Sentence
    full_date: Sentence
    no_such_date: Sentence
    language_code: Sentence
    places: Sentence
    not_come: Sentence
    too_early: Sentence
    no_source: Sentence
    no_topic: Sentence
    follows_itself: Sentence
    long_answer: Sentence
    asked_elsewhere: Sentence
    asked_here: Sentence
    always_on: Sentence
    headings: Sentence
    code_blocks: Sentence
    rules: Sentence
    pictures: Sentence
    html: Sentence
    link: Sentence
    file_name: Sentence
    file_size: Sentence
    archive_size: Sentence
    no_archive: Sentence
    too_many: Sentence
    nothing_inside: Sentence
    empty_file: Sentence
    tab: Sentence
    not_yaml: Sentence
    control: Sentence
    too_deep: Sentence
    second_document: Sentence
    anchor: Sentence
    key_text: Sentence
    key_twice: Sentence


class SubcommandWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each subcommand of `/guide` does, in a line that a menu has room for."""

    overview: Sentence
    settings: Sentence
    set: Sentence
    answers: Sentence
    new: Sentence
    answer: Sentence
    hide: Sentence
    show: Sentence
    test: Sentence
    gaps: Sentence
    stats: Sentence
    stale: Sentence
    log: Sentence
    export: Sentence
    take_in: Sentence


class GuideWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said to moderators, and to people about what their moderators decide."""

    subcommands: SubcommandWording
    own_shelf: Sentence
    from_community: Sentence
    title: Sentence
    overview: Sentence
    only_in_community: Sentence
    here_off: Sentence
    label_settings: Sentence
    label_answers: Sentence
    label_new: Sentence
    label_gaps: Sentence
    label_stats: Sentence
    label_stale: Sentence
    label_log: Sentence
    label_export: Sentence
    label_back: Sentence
    settings_title: Sentence
    settings_intro: Sentence
    setting_line: Sentence
    setting_empty: Sentence
    setting_title: Sentence
    setting_now: Sentence
    setting_done: Sentence
    setting_wrong: Sentence
    listen_in_vain: Sentence
    field_value: Sentence
    answers_title: Sentence
    answers_intro: Sentence
    answers_none: Sentence
    no_such_answer: Sentence
    answer_about: Sentence
    state_live: Sentence
    state_draft: Sentence
    state_changed: Sentence
    state_wordings: Sentence
    former_moderator: Sentence
    label_edit: Sentence
    label_publish: Sentence
    label_offline: Sentence
    label_remove: Sentence
    label_test: Sentence
    label_replace: Sentence
    label_hide: Sentence
    label_show: Sentence
    label_earlier: Sentence
    form_title: Sentence
    form_ask: Sentence
    form_empty: Sentence
    form_save: Sentence
    form_cancel: Sentence
    form_cancelled: Sentence
    form_expired: Sentence
    form_too_long: Sentence
    private_first: Sentence
    field_title: Sentence
    field_answer: Sentence
    field_questions: Sentence
    field_near_misses: Sentence
    field_review_by: Sentence
    saved_draft: Sentence
    published: Sentence
    offline: Sentence
    removed: Sentence
    hidden: Sentence
    shown: Sentence
    invalid: Sentence
    too_many: Sentence
    stale_title: Sentence
    stale: Sentence
    stale_gone: Sentence
    label_take_mine: Sentence
    label_keep_theirs: Sentence
    earlier_title: Sentence
    earlier_none: Sentence
    earlier_line: Sentence
    earlier_refused: Sentence
    label_take: Sentence
    taken: Sentence
    test_title: Sentence
    test_usage: Sentence
    test_exact: Sentence
    test_sure: Sentence
    test_close: Sentence
    test_unsure: Sentence
    test_too_unsure: Sentence
    test_nothing_alike: Sentence
    test_confidence: Sentence
    test_candidate: Sentence
    test_evidence: Sentence
    test_against: Sentence
    test_own: Sentence
    gaps_title: Sentence
    gaps_none: Sentence
    gaps_intro: Sentence
    gaps_collecting: Sentence
    gaps_not_collecting: Sentence
    gap_line: Sentence
    gap_title: Sentence
    gap_asked: Sentence
    gap_gone: Sentence
    label_collect: Sentence
    label_wording: Sentence
    label_answer_it: Sentence
    label_ignore: Sentence
    gap_added: Sentence
    gap_ignored: Sentence
    pass_on: Sentence
    passed_on: Sentence
    pass_on_nothing: Sentence
    helpful: Sentence
    unhelpful: Sentence
    wrong: Sentence
    thanks: Sentence
    stats_title: Sentence
    stats_none: Sentence
    stats_questions: Sentence
    stats_ended: Sentence
    stats_opinions: Sentence
    stats_no_opinions: Sentence
    stats_topics: Sentence
    stats_doubted: Sentence
    stats_weeks: Sentence
    stats_picture: Sentence
    chart_title: Sentence
    chart_answer: Sentence
    chart_choices: Sentence
    chart_unknown: Sentence
    stale_topics_title: Sentence
    stale_topics_none: Sentence
    stale_topics_line: Sentence
    log_title: Sentence
    log_none: Sentence
    log_line: Sentence
    export_title: Sentence
    export_done: Sentence
    import_title: Sentence
    import_usage: Sentence
    import_done: Sentence
    import_wrong: Sentence
    further_problems: Sentence
    field_id: Sentence
    field_yaml: Sentence


class Wording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The bot's own sentences in one language."""

    language_name: Sentence

    welcome_title: Sentence
    welcome: Sentence
    help_title: Sentence
    help: Sentence

    choices_title: Sentence
    choices: Sentence
    follow_up: Sentence
    follow_up_choices: Sentence
    follow_up_says: Sentence
    follow_up_same: Sentence
    none_of_these: Sentence
    term_label: Sentence
    phrase_label: Sentence

    unknown_title: Sentence
    unknown: Sentence
    none_title: Sentence
    none: Sentence
    empty: Sentence
    too_long: Sentence
    unknown_command: Sentence

    topics_title: Sentence
    topics: Sentence
    category_page: Sentence
    earlier: Sentence
    more: Sentence
    all_topics: Sentence

    slang_title: Sentence
    slang_usage: Sentence
    slang_unknown: Sentence
    slang_choices: Sentence
    term_literal: Sentence
    term_tone: Sentence
    term_caution: Sentence
    term_example: Sentence
    term_everyday: Sentence
    term_variants: Sentence
    term_see_also: Sentence

    say_title: Sentence
    say_usage: Sentence
    say_unknown: Sentence
    more_phrases: Sentence
    phrase_literal: Sentence
    phrase_style: Sentence
    phrase_reply: Sentence

    start_tour: Sentence
    ask_in_private: Sentence
    tour_title: Sentence
    translate_title: Sentence
    translate_usage: Sentence
    translated_title: Sentence
    language_unknown: Sentence
    line_too_long: Sentence
    slang_in_line: Sentence
    word_by_word: Sentence
    local_says: Sentence
    translated_back: Sentence
    by_machine: Sentence
    in_language: Sentence
    already_in_language: Sentence
    nothing_to_translate: Sentence
    translation_unavailable: Sentence
    translation_quota: Sentence
    translation_unsupported: Sentence
    pinyin_title: Sentence
    pinyin_usage: Sentence
    share_title: Sentence
    share_cleaned: Sentence
    share_clean_already: Sentence
    share_short: Sentence
    tour_next: Sentence
    tour_back: Sentence

    sources_title: Sentence
    sources_usage: Sentence
    source_line: Sentence
    source_titled: Sentence
    source_undated: Sentence
    source_repost: Sentence
    general_knowledge: Sentence
    footer_sources: Sentence
    footer_source: Sentence
    footer_more: Sentence
    footer_as_of: Sentence
    footer_stale: Sentence
    date_month: Sentence
    date_day: Sentence
    months: Months

    lang_title: Sentence
    lang: Sentence
    lang_set: Sentence
    lang_unknown: Sentence
    list_separator: Sentence

    privacy_title: Sentence
    privacy: Sentence
    privacy_engines: Sentence
    privacy_no_engines: Sentence
    privacy_community: Sentence
    privacy_collecting: Sentence
    privacy_not_collecting: Sentence
    forget_label: Sentence
    forgotten: Sentence

    failed: Sentence
    slow_down: Sentence
    not_remembered: Sentence

    # what is said beside replies, where people share a room
    show_everyone: Sentence
    remove: Sentence
    not_yours: Sentence
    gone: Sentence
    ask_label: Sentence
    welcome_newcomer: Sentence
    answer_this: Sentence
    answer_which: Sentence
    answered: Sentence
    answer_to: Sentence
    explain_this: Sentence
    may_not_write: Sentence
    moderators_only: Sentence
    post_tour: Sentence
    posted: Sentence
    leave_me: Sentence
    left_alone: Sentence
    not_left_alone: Sentence

    languages: LanguageWording
    tones: ToneWording
    styles: StyleWording
    guide: GuideWording
    settings: SettingWording
    faults: FaultWording
    acts: ActWording
    commands: CommandWording
    options: OptionWording


def placeholders(wording: Struct) -> dict[str, set[str]]:
    """The names that each sentence fills in, by key; a key inside a group is written `group.key`."""
    found: dict[str, set[str]] = {}
    for name, value in msgspec.structs.asdict(wording).items():
        if isinstance(value, Struct):
            found |= {f"{name}.{key}": names for key, names in placeholders(value).items()}
        else:
            found[name] = names_in(value)
    return found
