"""rednote-guide: a chatbot that helps newcomers find their feet on Xiaohongshu."""

__version__ = "0.1.0"
