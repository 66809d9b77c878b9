// Command interop judges what Stipple's audit log wrote, and writes what Stipple is to judge, with the packages that Go's checksum
// database runs on and nothing of Stipple's. It reads one JSON document and writes another.
//
//	interop judge DIR   reads {vkey, inclusion, consistency}; DIR is a log in tlog-tiles form
//	interop write N     writes a signed log of N entries with proofs
package main

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type inclusion struct {
	Index int64    `json:"index"`
	Entry string   `json:"entry"`
	Proof []string `json:"proof"`
}

type consistency struct {
	From  int64    `json:"from"`
	Root  string   `json:"root"`
	Proof []string `json:"proof"`
}

type order struct {
	Vkey        string        `json:"vkey"`
	Checkpoint  string        `json:"checkpoint"`
	Inclusion   []inclusion   `json:"inclusion"`
	Consistency []consistency `json:"consistency"`
}

func main() {
	if len(os.Args) != 3 {
		fail(errors.New("usage: interop judge DIR | interop write N"))
	}
	var answer interface{}
	var err error
	switch os.Args[1] {
	case "judge":
		answer, err = judge(os.Args[2])
	case "write":
		answer, err = write(os.Args[2])
	default:
		err = errors.New("judge or write")
	}
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answer); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// tree reads the three lines of a checkpoint.
func tree(text string) (tlog.Tree, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return tlog.Tree{}, errors.New("a checkpoint of ours has three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func hashes(texts []string) ([]tlog.Hash, error) {
	found := []tlog.Hash{}
	for _, text := range texts {
		hash, err := tlog.ParseHash(text)
		if err != nil {
			return nil, err
		}
		found = append(found, hash)
	}
	return found, nil
}

// folder reads tiles of height 8 from where C2SP tlog-tiles puts them; Go puts the height into the path as well.
type folder struct{ path string }

func (f folder) Height() int { return 8 }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := [][]byte{}
	for _, tile := range tiles {
		bytes, err := os.ReadFile(filepath.Join(f.path, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			whole := tile
			whole.W = 1 << 8
			bytes, err = os.ReadFile(filepath.Join(f.path, strings.Replace(whole.Path(), "tile/8/", "tile/", 1)))
			if err == nil {
				bytes = bytes[:tile.W*tlog.HashSize]
			}
		}
		if err != nil {
			return nil, err
		}
		found = append(found, bytes)
	}
	return found, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func judge(path string) (interface{}, error) {
	var asked order
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return nil, err
	}
	verifier, err := note.NewVerifier(asked.Vkey)
	if err != nil {
		return nil, err
	}
	checkpoint, err := os.ReadFile(filepath.Join(path, "checkpoint"))
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(checkpoint, note.VerifierList(verifier))
	if err != nil {
		return nil, err
	}
	head, err := tree(opened.Text)
	if err != nil {
		return nil, err
	}
	reader := tlog.TileHashReader(head, folder{path})
	if root, err := tlog.TreeHash(head.N, reader); err != nil || root != head.Hash {
		return nil, fmt.Errorf("the tiles do not lead to the root: %v", err)
	}
	for _, one := range asked.Inclusion {
		entry, err := base64.StdEncoding.DecodeString(one.Entry)
		if err != nil {
			return nil, err
		}
		proof, err := hashes(one.Proof)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckRecord(proof, head.N, head.Hash, one.Index, tlog.RecordHash(entry)); err != nil {
			return nil, fmt.Errorf("entry %d: %w", one.Index, err)
		}
		own, err := tlog.ProveRecord(head.N, one.Index, reader)
		if err != nil {
			return nil, err
		}
		if fmt.Sprint(own) != fmt.Sprint(tlog.RecordProof(proof)) {
			return nil, fmt.Errorf("entry %d: Go's proof out of the same tiles is another", one.Index)
		}
	}
	for _, one := range asked.Consistency {
		root, err := tlog.ParseHash(one.Root)
		if err != nil {
			return nil, err
		}
		proof, err := hashes(one.Proof)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckTree(proof, head.N, head.Hash, one.From, root); err != nil {
			return nil, fmt.Errorf("tree of %d: %w", one.From, err)
		}
	}
	return map[string]int{"inclusion": len(asked.Inclusion), "consistency": len(asked.Consistency)}, nil
}

func write(count string) (interface{}, error) {
	size, err := strconv.ParseInt(count, 10, 64)
	if err != nil {
		return nil, err
	}
	skey, vkey, err := note.GenerateKey(rand.Reader, "go.example/log")
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return nil, err
	}
	stored := []tlog.Hash{}
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := []tlog.Hash{}
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	entries := [][]byte{}
	roots := []tlog.Hash{}
	for n := int64(0); n < size; n++ {
		entry := []byte(fmt.Sprintf("entry %d", n*n))
		more, err := tlog.StoredHashes(n, entry, reader)
		if err != nil {
			return nil, err
		}
		stored = append(stored, more...)
		entries = append(entries, entry)
		root, err := tlog.TreeHash(n+1, reader)
		if err != nil {
			return nil, err
		}
		roots = append(roots, root)
	}
	text := fmt.Sprintf("go.example/log\n%d\n%s\n", size, roots[size-1])
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return nil, err
	}
	written := order{Vkey: vkey, Checkpoint: string(signed)}
	for n := int64(0); n < size; n++ {
		proof, err := tlog.ProveRecord(size, n, reader)
		if err != nil {
			return nil, err
		}
		written.Inclusion = append(written.Inclusion, inclusion{n, base64.StdEncoding.EncodeToString(entries[n]), texts(proof)})
		old, err := tlog.ProveTree(size, n+1, reader)
		if err != nil {
			return nil, err
		}
		written.Consistency = append(written.Consistency, consistency{n + 1, roots[n].String(), texts(old)})
	}
	return written, nil
}

func texts(hashes []tlog.Hash) []string {
	found := []string{}
	for _, hash := range hashes {
		found = append(found, hash.String())
	}
	return found
}
