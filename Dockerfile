# API and worker in one image; which of them runs is the command's choice. The database is a server beside it, so the
# embedded PostgreSQL (an optional dependency's binaries) is left out of the final stage.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Scripts are held back: `prepare` builds, and the sources are not here yet. Nothing else needs one for the build.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production \
    AVERMENT_DATA_DIR=/var/lib/averment \
    AVERMENT_PORT=8080
WORKDIR /app
RUN install -d -o node -g node -m 0700 /var/lib/averment
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/mappings ./mappings
COPY --from=build /app/dist ./dist
USER node
VOLUME /var/lib/averment
EXPOSE 8080
CMD ["node", "dist/apps/api/src/main.js"]
