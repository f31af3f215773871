module py34.example

go 1.26.0
