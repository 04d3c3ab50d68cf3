// Command gen makes the catalog of the AWS SDK in the folder above it. The source of the catalog is a text for each service in
// the folder catalog; catalog.bin is packed from these texts by go generate:
//
//	go run ./internal/awsapi/gen
//
// With -models it first renews the texts from newer models: a checkout of botocore, or a file that has a service in each line.
//
//	git clone --depth 1 https://github.com/boto/botocore
//	go run ./internal/awsapi/gen -models botocore
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	models := flag.String("models", "", "checkout of botocore, or a file of models, to renew the texts from")
	date := flag.String("date", "", "date of the models of botocore, such as 2026-08-07")
	dir := flag.String("dir", "internal/awsapi", "folder with the catalog")
	flag.Parse()
	if err := run(*models, *date, *dir); err != nil {
		log.Fatal(err)
	}
}

func run(models, date, dir string) error {
	texts := filepath.Join(dir, "catalog")
	if models != "" {
		services, err := readModels(models, date, texts)
		if err != nil {
			return err
		}
		for _, s := range services {
			s.reduce()
		}
		if err := writeCatalog(texts, services); err != nil {
			return err
		}
	}
	services, err := readCatalog(texts)
	if err != nil {
		return err
	}
	packed, err := pack(services)
	if err != nil {
		return err
	}
	operations := 0
	for _, s := range services {
		operations += len(s.operations)
	}
	log.Printf("%d services, %d operations, %d bytes", len(services), operations, len(packed))
	return os.WriteFile(filepath.Join(dir, "catalog.bin"), packed, 0o644) //nolint:gosec // it is public
}

// readModels reads models in either form. What those of botocore do not say is as in the texts that are there.
func readModels(models, date, texts string) (map[string]*service, error) {
	info, err := os.Stat(models)
	if err != nil {
		return nil, fmt.Errorf("read models: %w", err)
	}
	if !info.IsDir() {
		return readLines(models)
	}
	if date == "" {
		return nil, fmt.Errorf("-date must say of when the models in %s are", models)
	}
	old, err := readCatalog(texts)
	if err != nil {
		return nil, err
	}
	return readBotocore(models, date, old)
}
