import { expect } from "chai";
import { readEnvironment } from "../../process/environment.ts";

describe("The environment", () => {
  const variables = {
    PORT: { type: "integer", minimum: 1, maximum: 65_535, default: 3_001, description: "where to listen" },
    MONGO_URL: { type: "string", format: "uri", description: "the database" },
    TOKEN_SECRET: { type: "string", minLength: 32, secret: true, description: "signs the tokens" },
    VERBOSE: { type: "boolean", default: false, description: "whether to say more" },
    LEVEL: { type: "string", enum: ["low", "high"], default: "low", description: "how careful to be" },
  } as const;
  const good = { MONGO_URL: "mongodb://localhost:27017", TOKEN_SECRET: "x".repeat(32) };

  it("gives each variable its type, and its default if it is not set", () => {
    const env = { ...good, VERBOSE: "true", PATH: "/usr/bin" };

    expect(readEnvironment(variables, env)).to.deep.equal({
      PORT: 3_001,
      MONGO_URL: "mongodb://localhost:27017",
      TOKEN_SECRET: "x".repeat(32),
      VERBOSE: true,
      LEVEL: "low",
    });
  });

  it("reads numbers", () => {
    expect(readEnvironment(variables, { ...good, PORT: "8080" }).PORT).to.equal(8_080);
  });

  for (const port of ["0x10", "1e3", "8080.0", " 8080", "+80"]) {
    it(`refuses a number that is not in decimal digits: ${JSON.stringify(port)}`, () => {
      expect(() => readEnvironment(variables, { ...good, PORT: port })).to.throw(
        `  PORT is ${JSON.stringify(port)}: it must be a whole number from 1 to 65535 (where to listen)`,
      );
    });
  }

  it("treats an empty variable as unset", () => {
    expect(readEnvironment(variables, { ...good, PORT: "" }).PORT).to.equal(3_001);
  });

  it("reports all errors together, and never shows a secret", () => {
    const env = { PORT: "70000", TOKEN_SECRET: "hunter2", VERBOSE: "perhaps", LEVEL: "middle" };

    expect(() => readEnvironment(variables, env)).to.throw(
      [
        "these environment variables are missing or wrong:",
        '  PORT is "70000": it must be a whole number from 1 to 65535 (where to listen)',
        "  MONGO_URL is not set: it must be a URL (the database)",
        "  TOKEN_SECRET is set to 7 characters: it must be text of at least 32 characters (signs the tokens)",
        '  VERBOSE is "perhaps": it must be true or false (whether to say more)',
        '  LEVEL is "middle": it must be one of low, high (how careful to be)',
      ].join("\n"),
    );
  });
});
