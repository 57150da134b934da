import { expect } from "chai";
import { type Company, startCompany } from "#stage/processes/company-processes.ts";
import { describeOnServers } from "#tooling/servers/describe.ts";
import { runStoryIn } from "../../narrative/run-story.ts";
import { stories } from "../../stories/index.ts";
import { remote } from "../venue.ts";

describeOnServers("Stories on real processes", (servers) => {
  let company: Company;

  before(async () => {
    company = await startCompany(servers());
  });
  after(async () => {
    // A company that did not start has reported why.
    const statuses = await company?.stop();
    if (statuses) expect(statuses).to.deep.equal([0, 0, 0, 0, 0]);
  });

  for (const story of stories.filter(({ needsFaultInjection }) => !needsFaultInjection)) {
    it(story.about, async () => {
      const venue = await remote(story, { deployment: company.deployment });
      const { orders, violations } = await runStoryIn(venue, story);

      expect(violations).to.deep.equal([]);
      expect(orders).to.be.greaterThan(0);
    });
  }
});
