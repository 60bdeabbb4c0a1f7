// Asks Go's crypto/x509 what certificates say: reads texts.json, writes certificates.json with what it says, or null where it reads none.
package main

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"os"
	"time"
)

type name struct {
	CommonName          *string  `json:"commonName,omitempty"`
	Organizations       []string `json:"organizations"`
	OrganizationalUnits []string `json:"organizationalUnits"`
	Countries           []string `json:"countries"`
	Provinces           []string `json:"provinces"`
	Localities          []string `json:"localities"`
}

type certificate struct {
	Subject   name     `json:"subject"`
	Issuer    name     `json:"issuer"`
	NotBefore string   `json:"notBefore"`
	NotAfter  string   `json:"notAfter"`
	DNSNames  []string `json:"dnsNames"`
}

func main() {
	source, err := os.ReadFile("texts.json")
	check(err)
	var texts []string
	check(json.Unmarshal(source, &texts))
	answers := make([]*certificate, len(texts))
	for at, text := range texts {
		answers[at] = read([]byte(text))
	}
	answer, err := json.Marshal(answers)
	check(err)
	check(os.WriteFile("certificates.json", append(answer, '\n'), 0o644))
}

func read(text []byte) *certificate {
	for {
		block, rest := pem.Decode(text)
		if block == nil {
			return nil
		}
		text = rest
		if block.Type != "CERTIFICATE" {
			continue
		}
		read, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil
		}
		return &certificate{
			Subject:   nameOf(read.Subject),
			Issuer:    nameOf(read.Issuer),
			NotBefore: read.NotBefore.UTC().Format(time.RFC3339),
			NotAfter:  read.NotAfter.UTC().Format(time.RFC3339),
			DNSNames:  list(read.DNSNames),
		}
	}
}

func nameOf(stated pkix.Name) name {
	answer := name{
		Organizations:       list(stated.Organization),
		OrganizationalUnits: list(stated.OrganizationalUnit),
		Countries:           list(stated.Country),
		Provinces:           list(stated.Province),
		Localities:          list(stated.Locality),
	}
	for _, attribute := range stated.Names {
		if attribute.Type.String() == "2.5.4.3" {
			answer.CommonName = &stated.CommonName
		}
	}
	return answer
}

func list(texts []string) []string {
	return append([]string{}, texts...)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
