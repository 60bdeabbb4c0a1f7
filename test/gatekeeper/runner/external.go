package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/frameworks/constraint/pkg/apis/externaldata/unversioned"
	"github.com/open-policy-agent/frameworks/constraint/pkg/externaldata"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// providers is what every policy's driver asks: Gatekeeper registers its builtin once for all of them.
var providers = externaldata.NewCache()

// answers are what one provider says, as a request states them.
type answers struct {
	Responses   map[string]any    `json:"responses"`
	Errors      map[string]string `json:"errors"`
	SystemError string            `json:"systemError"`
}

// stated is what the providers of the request under way say. Their server reads it on goroutines of its own.
var stated struct {
	sync.Mutex
	byProvider map[string]answers
}

// stateProviders makes exactly the given providers known to Gatekeeper. They are served from the loopback, over TLS.
func stateProviders(byProvider map[string]answers) error {
	stated.Lock()
	former := stated.byProvider
	stated.byProvider = byProvider
	stated.Unlock()
	for name := range former {
		if _, remains := byProvider[name]; !remains {
			providers.Remove(name)
		}
	}
	if len(byProvider) == 0 {
		return nil
	}
	server, err := providerServer()
	if err != nil {
		return fail(stageRequest, fmt.Errorf("externalData: %w", err))
	}
	for name := range byProvider {
		provider := &unversioned.Provider{
			ObjectMeta: metav1.ObjectMeta{Name: name},
			Spec:       unversioned.ProviderSpec{URL: server.url + name, Timeout: 10, CABundle: server.bundle},
		}
		if err := providers.Upsert(provider); err != nil {
			return fail(stageRequest, fmt.Errorf("externalData: provider %q: %w", name, err))
		}
	}
	return nil
}

type served struct{ url, bundle string }

// providerServer starts when a request first states a provider, and stays.
var providerServer = sync.OnceValues(func() (served, error) {
	certificate, err := newCertificate()
	if err != nil {
		return served{}, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return served{}, err
	}
	server := &http.Server{
		Handler:           http.HandlerFunc(serveProvider),
		TLSConfig:         &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS13},
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	go func() { _ = server.ServeTLS(listener, "", "") }()
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]})
	url := fmt.Sprintf("https://%s/", listener.Addr())
	return served{url: url, bundle: base64.StdEncoding.EncodeToString(text)}, nil
})

func newCertificate() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "providers of external data"},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().AddDate(10, 0, 0),
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	signed, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{signed}, PrivateKey: key}, nil
}

// serveProvider answers as a provider does: an item for each key, in the order in which it was asked.
func serveProvider(out http.ResponseWriter, in *http.Request) {
	var asked externaldata.ProviderRequest
	if err := json.NewDecoder(in.Body).Decode(&asked); err != nil {
		http.Error(out, err.Error(), http.StatusBadRequest)
		return
	}
	stated.Lock()
	said := stated.byProvider[strings.TrimPrefix(in.URL.Path, "/")]
	stated.Unlock()
	response := externaldata.Response{Idempotent: true, SystemError: said.SystemError}
	if said.SystemError == "" {
		for _, key := range asked.Request.Keys {
			response.Items = append(response.Items, said.itemOf(key))
		}
	}
	out.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(out).Encode(externaldata.ProviderResponse{
		APIVersion: asked.APIVersion, Kind: externaldata.ProviderResponseKind, Response: response,
	})
}

func (a answers) itemOf(key string) externaldata.Item {
	if reason, found := a.Errors[key]; found {
		return externaldata.Item{Key: key, Error: reason}
	}
	if value, found := a.Responses[key]; found {
		return externaldata.Item{Key: key, Value: value}
	}
	return externaldata.Item{Key: key, Error: "nothing is stated about this key"}
}
