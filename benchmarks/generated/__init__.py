"""Made-up counties with notices of their own, as files that the loader takes: how the service fares with thousands."""
