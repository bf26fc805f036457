"""The measures of many councils and months: side by side on this machine, or on a Dask cluster."""
