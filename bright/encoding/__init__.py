"""Rows → JSON, JSONP, XML, CSV text, in constant memory: chunks of rows in, pieces of the answer out.

A row is a tuple in the order of its selected columns. The value of a nested column is an iterator over lists of rows,
which must be exhausted before the next row is read. Every encoder has:

rows(columns, chunks)  a list of records
row(columns, row)      one record

Nested documents that are not rows are rendered by bright/rest/renderers.py.
"""
