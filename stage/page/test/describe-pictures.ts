import { readFileSync } from "node:fs";
import { expect } from "chai";
import { folder, type PictureSize } from "../build/take-pictures.ts";

/** The committed pictures are there, in the size in which they are taken, and not empty; their pixels may differ. */
export function describePictures(title: string, shows: string, pictures: readonly PictureSize[]): void {
  describe(title, () => {
    for (const { height, name, width } of pictures) {
      it(`${shows} taken by npm run screenshots: ${name}`, () => {
        const png = readFileSync(`${folder}/${name}.png`);
        expect([png.readUInt32BE(16), png.readUInt32BE(20)]).to.deep.equal([width, height]);
        expect(png.length).to.be.within(20_000, 600_000);
      });
    }
  });
}
