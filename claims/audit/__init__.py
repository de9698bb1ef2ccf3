"""The audit log: one row for every change, chained by HMAC, anchored daily, verified as a whole."""
