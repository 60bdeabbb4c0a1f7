module gatewright.dev/test/language/vectors/certificates

go 1.26.0
