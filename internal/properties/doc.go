// Package properties tests what must hold for every definition, on random ones: it holds no code.
//
// Each test takes definitions of package randasl, by seed from 0 on, and reports the seed for which a property does not hold.
// ASLCHECK_PROPERTY_RUNS multiplies the number of seeds, ASLCHECK_PROPERTY_SEED is the first one.
package properties
