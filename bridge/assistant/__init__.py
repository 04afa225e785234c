"""A door for assistants: the table of requests as tools of the Model Context Protocol."""
