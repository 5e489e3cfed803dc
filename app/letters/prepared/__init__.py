"""Prepared letters: everything but the supporter's own lines is laid out once and kept.

WeasyPrint breaks each block of our texts into lines once (`fragment`), and these are kept
(`blocks`, `store`). From then on a letter is a stack of such blocks, with the sender's lines shaped
by HarfBuzz in their places (`stacked`), written as PDF (`sheets`, `pack`).

What can't be done exactly so raises NotPrepared and goes the full way through
`app.letters.printing`, which is the oracle: the tests hold both against each other. Nothing of a
supporter is kept.
"""
