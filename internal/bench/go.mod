module py34.example/internal/bench

go 1.26.0

require py34.example v0.0.0

replace py34.example => ../..
