// What other programs wrote, read into customers: delimited text, cards, and the mapping between
// columns and fields. Nothing here knows of a server.
