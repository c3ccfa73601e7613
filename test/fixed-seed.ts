import fc from "fast-check";

// The same cases on every machine, so that a failure can be repeated; FAST_CHECK_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? "2026") });
