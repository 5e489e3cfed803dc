"""The same letter, made by other means: same text, same page, fonts embedded, process warm."""
