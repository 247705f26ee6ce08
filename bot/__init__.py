"""rednote-guide: a chatbot that helps newcomers find their feet on Xiaohongshu."""
