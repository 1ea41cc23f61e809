#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sachstand_fuzz::uniform(data));
