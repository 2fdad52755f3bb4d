import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type With<P> = P & Omit<ComponentPropsWithRef<'a'>, keyof P | 'href'>;

/** Links to pages of our own: where they lead is checked against the routes. */
export const AnchorLink = createLink((props: With<AnchorProps>) => <Anchor {...props} />);

/** The same, looking like a button: it leads somewhere, it changes nothing. */
export const ButtonLink = createLink((props: With<ButtonProps>) => <Button component="a" {...props} />);
