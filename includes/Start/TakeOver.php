<?php
declare(strict_types=1);

namespace Duet\Start;

use Duet\Settings\Pixel;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;

defined( 'ABSPATH' ) || exit;

/** Copies pixel code and access token of another plugin to Duet's settings. The token never passes through a browser. */
final class TakeOver {

	public function __construct(
		private readonly Settings $settings,
		private readonly Tokens $tokens,
	) {
	}

	/**
	 * Also makes content IDs match the catalog of TikTok's own plugin, and switches that plugin's events off.
	 *
	 * @return string Why it failed, in the merchant's words; '' if it worked.
	 */
	public function from( OtherPlugin $plugin ): string {
		if ( '' === $plugin->pixel_code ) {
			return __( 'That plugin has no pixel code that Duet can read. Copy the code from TikTok Events Manager instead.', 'duet-for-tiktok' );
		}
		$official = OtherPlugins::OFFICIAL === $plugin->folder;
		$partial  = [ 'pixels' => $this->with( $plugin->pixel_code ) ];
		if ( $official ) {
			$partial += [ 'official_plugin_off' => true, 'content_id' => [ 'source' => 'official' ] ];
		}
		$errors = $this->settings->save( $partial );
		if ( [] !== $errors ) {
			return (string) reset( $errors );
		}
		if ( null !== $plugin->token && ! $this->tokens->set( $plugin->pixel_code, $plugin->token->reveal() ) ) {
			return __( 'The pixel code was taken over, but WordPress could not store the access token. Enter the token yourself.', 'duet-for-tiktok' );
		}
		return '';
	}

	/** @return list<array<string, string|int>> Duet's pixels, with this one. */
	private function with( string $code ): array {
		$rows = [];
		foreach ( $this->settings->pixels() as $pixel ) {
			$rows[] = self::row( $pixel );
		}
		return in_array( $code, array_column( $rows, 'code' ), true ) ? $rows : [ ...$rows, [ 'code' => $code ] ];
	}

	/** @return array<string, string|int> */
	private static function row( Pixel $pixel ): array {
		return [
			'code'            => $pixel->code,
			'label'           => $pixel->label,
			'test_event_code' => $pixel->test_event_code,
		];
	}
}
