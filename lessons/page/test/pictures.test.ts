import { readFileSync } from "node:fs";
import { expect } from "chai";
import { folder, lessonPictures } from "../build/pictures.ts";

describe("The pictures of the lessons", () => {
  for (const { height, name, width } of lessonPictures) {
    it(`show them as they are taken by npm run screenshots: ${name}`, () => {
      const png = readFileSync(`${folder}/${name}.png`);
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).to.deep.equal([width, height]);
      expect(png.length).to.be.within(20_000, 600_000);
    });
  }
});
