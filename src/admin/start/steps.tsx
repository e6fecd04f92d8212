/** The steps in order: each is listed here once. */
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Client } from '../settings/client.ts';
import { Consent } from '../settings/consent/Consent.tsx';
import type { SectionProps } from '../settings/section.ts';
import type { SettingsState } from '../settings/use-settings.ts';
import { Checks } from './Checks.tsx';
import type { StartClient } from './client.ts';
import { Connect } from './Connect.tsx';
import { Expect } from './Expect.tsx';
import { TestStep } from './TestStep.tsx';

export const STEPS = [ 'connect', 'checks', 'consent', 'test', 'expect' ] as const;
export type StepId = ( typeof STEPS )[ number ];

export const stepTitles = (): Readonly< Record< StepId, string > > => ( {
	connect: __( 'Connect to TikTok', 'duet-for-tiktok' ),
	checks: __( 'Check this site', 'duet-for-tiktok' ),
	consent: __( 'Choose how consent works', 'duet-for-tiktok' ),
	test: __( 'Send a test event', 'duet-for-tiktok' ),
	expect: __( 'What to expect', 'duet-for-tiktok' ),
} );

export interface StepProps extends SectionProps {
	readonly client: StartClient;
	readonly settings: Client;
	readonly state: SettingsState;
}

export function stepContent( id: StepId, props: StepProps ): ReactNode {
	switch ( id ) {
		case 'connect':
			return <Connect { ...props } />;
		case 'checks':
			return <Checks load={ props.client.checks } />;
		case 'consent':
			return <Consent { ...props } />;
		case 'test':
			return <TestStep { ...props } />;
		case 'expect':
			return <Expect loaded={ props.loaded } />;
	}
}
