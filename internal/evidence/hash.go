package evidence

// hash returns the hash of a seed and an id: 64-bit FNV-1a, whose state starts
// with the seed, and which the finalizer of SplitMix64 then mixes, for FNV-1a
// leaves ids that differ in their last character alone near each other.
func hash(seed uint64, id string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := mix(seed) ^ offset
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * prime
	}
	return mix(h)
}

// mix is the finalizer of SplitMix64 (Steele, Lea and Flood, 2014), which maps
// no two numbers to one.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
