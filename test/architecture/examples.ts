/** The smallest form plugin and consent tool that follow the recipes. */

export const FORM_PLUGIN = `<?php
declare(strict_types=1);

namespace Duet\\Forms\\Plugin;

use Duet\\Forms\\Acceptance;
use Duet\\Forms\\FormNames;
use Duet\\Forms\\FormPlugin;
use Duet\\Forms\\FormSigns;
use Duet\\Support\\Guard;

final class ExampleForms implements FormPlugin {

	private const SLUG = 'example-forms';

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'Example Forms', 'EXAMPLE_FORMS_VERSION', 'form.example', 'example-forms' );
	}

	public function forms(): array {
		return [];
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
	}
}
`;

export const FORM_ADAPTER = `import { formAdapter } from '../form-adapter.ts';
import { onDocument } from '../form-signals.ts';

formAdapter( window, 'example-forms', ( hear ) => {
	onDocument( window, 'example_accepted', () => hear( { id: '7', title: 'Example', at: null, person: {}, answer: undefined } ) );
} );
`;

export const FORM_TEST = `
describe( 'Example Forms', () => {
	it( 'counts what was accepted', () => load( 'example-forms' ) );
} );
`;

export const CONSENT_TOOL = `<?php
declare(strict_types=1);

namespace Duet\\Consent\\Tool;

use Duet\\Consent\\ConsentTool;
use Duet\\Consent\\ToolCookies;

final class ExampleBanner implements ConsentTool {

	public function slug(): string {
		return 'example-banner';
	}

	public function name(): string {
		return 'Example Banner';
	}

	public function plugins(): array {
		return [ 'example-banner' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return match ( $cookies->text( '/\\\\Aexample\\\\z/' ) ) {
			'yes'   => true,
			'no'    => false,
			default => null,
		};
	}
}
`;

export const CONSENT_ADAPTER = `import { registerSource, cookieOf, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

export const exampleBanner = ( win: ToolWindow ) => (): Answer => parseAnswer( cookieOf( win, /^example$/ ) ) ?? null;

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'example_banner_answered', exampleBanner( win ) );
`;

export const CONSENT_VECTORS = [
	{ title: 'yes', cookies: { example: 'yes' }, answer: true },
	{ title: 'no', cookies: { example: 'no' }, answer: false },
	{ title: 'unanswered', answer: null },
];

export const CHANNEL = `<?php
declare(strict_types=1);

namespace Duet\\Webhook;

use Duet\\Channel\\Channel;
use Duet\\Event\\ChannelName;
use Duet\\Event\\Event;

final class Webhook implements Channel {

	public function name(): ChannelName {
		return ChannelName::Webhook;
	}

	public function accept( Event $event ): void {
	}
}
`;
