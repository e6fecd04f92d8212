<?php
declare(strict_types=1);

namespace Duet\SettingsScreen;

use Closure;
use Duet\Admin\Access;
use Duet\Admin\Shop;
use Duet\Consent\ConsentAdvice;
use Duet\Consent\ConsentChoice;
use Duet\Event\Catalogue;
use Duet\Event\Origin;
use Duet\Product\OriginalProduct;
use Duet\Settings\Meaning;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\TagManagerChoice;
use Duet\Settings\Tokens;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET and PUT duet/v1/settings: everything the screen reads and writes. */
final class SettingsRoute {

	/**
	 * @param list<Closure(array<mixed>): array<string, string>>                             $checks Of other rooms, see Meaning.
	 * @param (Closure(array<mixed>): array{0: array<mixed>, 1: array<string, string>})|null $reads  Puts the meaning of what was pasted in its place; errors by dotted path.
	 */
	public function __construct(
		private readonly Access $access,
		private readonly Settings $settings,
		private readonly Tokens $tokens,
		private readonly Schema $schema,
		private readonly Catalogue $catalogue,
		private readonly Shop $shop,
		private readonly array $checks = [],
		private readonly ?Closure $reads = null,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		$may = $this->access->may( ... );
		register_rest_route(
			'duet/v1',
			'/settings',
			[
				[ 'methods' => WP_REST_Server::READABLE, 'callback' => $this->read( ... ), 'permission_callback' => $may ],
				[ 'methods' => 'PUT', 'callback' => $this->write( ... ), 'permission_callback' => $may ],
			]
		);
	}

	public function read(): WP_REST_Response {
		return $this->answer( $this->current(), 200 );
	}

	/** @return array<string, mixed> */
	private function current(): array {
		return [
			'settings' => $this->visible(),
			'defaults' => $this->defaults(),
			'revision' => $this->revision(),
			'errors'   => (object) [],
			'site'     => $this->site(),
		];
	}

	/**
	 * Takes a partial object: groups merge, lists replace, null goes back to the default. With any error nothing is
	 * saved and the answer, 400, names every field. With the `revision` of settings that have changed meanwhile nothing
	 * is saved either, and the answer, 409, holds the settings as they are now.
	 */
	public function write( WP_REST_Request $request ): WP_REST_Response {
		$body = $request->is_json_content_type() ? json_decode( $request->get_body(), true ) : null;
		if ( ! is_array( $body ) ) {
			return $this->refuse( [ '' => __( 'The settings did not arrive as JSON. Reload the page and try again.', 'duet-for-tiktok' ) ] );
		}
		$revision = $request->get_param( 'revision' );
		if ( is_string( $revision ) && '' !== $revision && $this->revision() !== $revision ) {
			return $this->refuse_outdated();
		}
		[ $partial, $token_patch ] = TokenPatch::take( $body, (string) $this->settings->offline_set()?->code );
		[ $partial, $misread ]     = null === $this->reads ? [ $partial, [] ] : ( $this->reads )( $partial );

		$meaning = new Meaning( $this->catalogue, array_column( $this->shop->moments(), 'value' ), $this->checks );
		$found   = $meaning->check( $partial )
			+ $token_patch->errors( $this->tokens )
			+ TagManagerChoice::check( $partial, $this->settings )
			+ ConsentChoice::check( $partial, $this->settings )
			+ $misread;
		$errors  = $this->settings->save( $partial, $found );
		if ( [] !== $errors ) {
			return $this->refuse( $errors );
		}
		$errors = $token_patch->save( $this->tokens );
		$this->tokens->keep( array_column( [ ...$this->settings->pixels(), ...$this->settings->destinations( Origin::Offline ) ], 'code' ) );
		return [] === $errors ? $this->read() : $this->refuse( $errors );
	}

	/** @return array<string, mixed> What the settings are without any choice of the merchant. */
	private function defaults(): array {
		return $this->schema->shaped( $this->schema->complete( [] ) );
	}

	/** Changes whenever the settings change, tokens included, so that a save from an older window is noticed. */
	private function revision(): string {
		return md5( (string) wp_json_encode( $this->visible() ) );
	}

	/** @return array<string, mixed> The settings with what may be shown of each token in place of it. */
	private function visible(): array {
		$all           = $this->settings->all();
		$all['pixels'] = [];
		foreach ( $this->settings->pixels() as $pixel ) {
			$all['pixels'][] = [
				'code'            => $pixel->code,
				'label'           => $pixel->label,
				'test_event_code' => $pixel->test_event_code,
			] + $this->token( $pixel->code );
		}
		$all['offline'] = $this->token( (string) $this->settings->offline_set()?->code ) + (array) $all['offline'];
		return $this->schema->shaped( $all );
	}

	/** @return array{has_token: bool, token_source: string, token_tail: string} What may be shown of a token. */
	private function token( string $code ): array {
		return [
			'has_token'    => $this->tokens->has( $code ),
			'token_source' => $this->tokens->source( $code )->value,
			'token_tail'   => $this->tokens->tail( $code ),
		];
	}

	/** @return array<string, mixed> What the screen has to know of the site it runs on. */
	private function site(): array {
		return [
			'version'            => defined( 'DUET_VERSION' ) ? (string) constant( 'DUET_VERSION' ) : '',
			'shop'               => $this->access->shop(),
			'home'               => home_url( '/' ),
			'can_store_tokens'   => $this->tokens->can_store(),
			'other_tags'         => $this->settings->other_tags(),
			'other_pixels'       => $this->settings->other_pixels(),
			'data_layer_active'  => null !== $this->settings->data_layer(),
			'unreadable_banners' => ConsentChoice::unreadable_banners( $this->settings ),
			'consent_tools'      => ConsentChoice::tools(),
			'consent'            => ConsentAdvice::for( Settings::active_plugins(), $this->shop->country() ),
			'unlisted_currency'  => $this->unlisted_currency(),
			'gateways'           => $this->shop->gateways(),
			'moments'            => $this->shop->moments(),
			'roles'              => $this->roles(),
			'translated'         => OriginalProduct::is_translated(),
		];
	}

	/** @return list<array{value: string, label: string}> */
	private function roles(): array {
		$roles = [];
		foreach ( wp_roles()->get_names() as $role => $name ) {
			$roles[] = [ 'value' => $role, 'label' => translate_user_role( $name ) ];
		}
		return $roles;
	}

	/** The shop's currency if TikTok does not list it, else ''. */
	private function unlisted_currency(): string {
		$currency = $this->shop->currency();
		return $this->catalogue->lists_currency( $currency ) ? '' : $currency;
	}

	private function refuse_outdated(): WP_REST_Response {
		$message = __( 'Nothing was saved yet, because these settings were changed in another window. Your changes are still here. Look through this page, then save again.', 'duet-for-tiktok' );
		$data    = [ 'code' => 'duet_settings_outdated', 'message' => $message, 'current' => $this->current() ];
		return $this->answer( $data, 409 );
	}

	/** @param array<string, string> $errors */
	private function refuse( array $errors ): WP_REST_Response {
		return $this->answer(
			[
				'code'    => 'duet_invalid_settings',
				'message' => __( 'Nothing was saved yet. Correct the marked fields and save again.', 'duet-for-tiktok' ),
				'errors'  => $errors,
			],
			400
		);
	}

	/** @param array<string, mixed> $data */
	private function answer( array $data, int $status ): WP_REST_Response {
		return new WP_REST_Response( $data, $status, [ 'Cache-Control' => 'no-store' ] );
	}
}
