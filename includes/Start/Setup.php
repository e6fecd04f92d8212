<?php
declare(strict_types=1);

namespace Duet\Start;

use Duet\Settings\ConsentMode;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;

defined( 'ABSPATH' ) || exit;

/** What the set-up still lacks. */
final class Setup {

	public function __construct(
		private readonly Settings $settings,
		private readonly Tokens $tokens,
	) {
	}

	/** In words; '' if nothing is missing. */
	public function missing(): string {
		if ( [] === $this->settings->pixels() ) {
			return __( 'The pixel code is missing.', 'duet-for-tiktok' );
		}
		foreach ( $this->settings->pixels() as $pixel ) {
			if ( ! $this->tokens->has( $pixel->code ) ) {
				return __( 'The access token is missing.', 'duet-for-tiktok' );
			}
		}
		return ConsentMode::Unset === $this->settings->consent_mode()
			? __( 'You have not chosen how consent works.', 'duet-for-tiktok' )
			: '';
	}
}
