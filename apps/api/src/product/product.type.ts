import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';

import { connectionType } from '../graphql/connection.js';
import { InstantScalar } from '../graphql/scalars.js';

@ObjectType('Product')
export class ProductType {
  @Field(() => ID)
  id!: string;

  @Field()
  slug!: string;

  @Field()
  name!: string;

  @Field(() => InstantScalar)
  createdAt!: string;
}

export const ProductConnection = connectionType(ProductType, 'Product');

@InputType()
export class CreateProductInput {
  @Field({ description: '1 to 63 lower-case letters, digits and inner hyphens.' })
  slug!: string;

  @Field()
  name!: string;
}
