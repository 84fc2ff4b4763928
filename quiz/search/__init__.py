"""Search: questions, terms and exercises, in both languages at once, while one types.

What is searched is cut into tokens when it is compiled (`tokens`) and stands in the cache (`table`). What is asked is
cut alike and, through the glossary, put into every other way to say it (`wanted`). `finder` joins the two.
"""
