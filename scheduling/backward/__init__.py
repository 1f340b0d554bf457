"""倒排: a fixed finish, the latest dates it leaves, and what to shorten to meet it."""
