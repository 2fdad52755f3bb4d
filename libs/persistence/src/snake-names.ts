import { DefaultNamingStrategy } from 'typeorm';

/** `receivedAt` in rows, `received_at` in SQL. */
export class SnakeNames extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
