"""The sea against measurements that may not ship: tables for the documentation, printed."""
