"""Working time: shifts of days, dated exceptions, and look-ups of whole spans."""
