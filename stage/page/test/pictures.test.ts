import { readFileSync } from "node:fs";
import { expect } from "chai";
import { folder, pictures } from "../build/pictures.ts";

describe("The pictures of the page", () => {
  for (const { height, name, width } of pictures) {
    it(`show it as it is taken by npm run screenshots: ${name}`, () => {
      const png = readFileSync(`${folder}/${name}.png`);
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).to.deep.equal([width, height]);
      expect(png.length).to.be.within(20_000, 600_000);
    });
  }
});
