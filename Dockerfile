# One image for all five services, the payment provider and the generator of definitions; compose says which one to run.
# Node 24 runs TypeScript as it is: there is nothing to build.
FROM node:24-slim
# Looking up the name of a server that is away may take seconds, in one of libuv's threads: 4 are soon all busy.
ENV NODE_ENV=production UV_THREADPOOL_SIZE=16
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-update-notifier && npm cache clean --force
COPY . .
# Volumes that are mounted here begin with this owner.
RUN mkdir /definitions /ledger && chown node:node /definitions /ledger
USER node
# V8 would rather grow than collect: at saturation a service took 150 to 280 MB, and so it takes less than 150 (bench/README.md).
ENTRYPOINT ["node", "--optimize-for-size", "--max-semi-space-size=2"]
CMD ["orders/main.ts"]
