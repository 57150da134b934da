// Processes that a test starts write no coverage: reading what hundreds of them wrote took longer than many tests.
delete process.env.NODE_V8_COVERAGE;
