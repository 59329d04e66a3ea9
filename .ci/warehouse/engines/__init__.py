"""The engines that the SQL is run on, one a module.

Each has its dialect and version; load(table), which replaces the table accounts; run(sql); query(sql), the result's columns and rows, in
Python's types; and plan(sql), the names of the operators that it runs, or None where these are not looked at.
"""
