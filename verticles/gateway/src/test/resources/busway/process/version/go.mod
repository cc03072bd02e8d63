module version

go 1.21

require busway v0.0.0

replace busway => ../../../../../../../../clients/go
