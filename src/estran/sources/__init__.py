"""The literature and the data sets as data: every paper, statute, inquiry and data set once."""
