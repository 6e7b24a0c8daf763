"""Rows → JSON, JSONP, XML, CSV text, in constant memory: chunks of rows in, pieces of the answer out.

A row is a tuple in the order of its selected columns. The value of a nested column is an iterator over lists of rows
of the nested columns; it is used up before the next row is asked for. Every encoder has:

rows(columns, chunks)  a list of records
row(columns, row)      one record

A nested dict that no table has is rendered by the renderers of bright/rest/renderers.py.
"""
