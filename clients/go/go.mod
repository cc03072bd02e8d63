module busway

go 1.21
