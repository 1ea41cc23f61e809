#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sachstand_fuzz::paper(data));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    sachstand_fuzz::changed_inside(data, size, max_size, seed, libfuzzer_sys::fuzzer_mutate)
});
