# One image for all five services, the payment provider and the generator of definitions; compose says which one to run.
# Node 24 runs TypeScript as it is: there is nothing to build.
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-update-notifier && npm cache clean --force
COPY . .
# Volumes that are mounted here begin with this owner.
RUN mkdir /definitions /ledger && chown node:node /definitions /ledger
USER node
CMD ["node", "orders/main.ts"]
