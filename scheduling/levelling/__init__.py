"""Resources: when the work can be done by the people there are."""
