<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\Relay\RelayedParams;
use Duet\Rules\Trial;
use Duet\Support\Text;
use Duet\Tray\Handover;
use Duet\Visitor\Customer;
use Duet\Visitor\TypedPerson;

defined( 'ABSPATH' ) || exit;

/**
 * A form that came with a page load and was accepted: the page that would tell is gone, so the event is born here and
 * the tray hands it to the next page. Submissions by AJAX are the browser's; one is never both.
 */
final class Acceptance {

	/**
	 * What a tracked form around the form wishes, and what rules about it say, as the adapter put it there
	 * (src/storefront/triggers/form-signals.ts).
	 */
	private const WISH  = '_duet';
	private const RULES = '_duet_rules';

	private const MOST_RULES = 10;

	/** @var array<string, true> Forms counted in this request; a page load sends one form once. */
	private array $counted = [];

	public function __construct(
		private readonly FormChoice $choice,
		private readonly Catalogue $catalogue,
		private readonly RelayedParams $params,
		private readonly Customer $customer,
		private readonly Handover $handover,
		private readonly Trial $trial,
	) {
	}

	/** Whether this request is a form on its way to a new page, and no other program's or administrator's errand. */
	public static function is_page_load(): bool {
		$method = $_SERVER['REQUEST_METHOD'] ?? ''; // phpcs:ignore WordPress.Security -- Only compared.
		$is_cli = defined( 'WP_CLI' ) && (bool) constant( 'WP_CLI' );
		return 'POST' === $method
			&& ! wp_doing_ajax()
			&& ! wp_doing_cron()
			&& ! is_admin()
			&& ! wp_is_serving_rest_request()
			&& ! $is_cli;
	}

	/**
	 * @param mixed                $form   The plugin's own id.
	 * @param mixed                $title  As the merchant wrote it; may hold markup.
	 * @param array<string, mixed> $person email, phone, first_name, last_name as typed.
	 * @throws \Duet\Event\InvalidEvent When what the wrapper or a rule wishes is no event.
	 */
	public function accepted( string $plugin, mixed $form, mixed $title, array $person ): void {
		$form = is_scalar( $form ) ? (string) $form : '';
		if ( isset( $this->counted[ "$plugin:$form" ] ) || $this->trial->is_behind() ) {
			return;
		}
		if ( $this->customer->visit_excluded( get_current_user_id(), 'A form' ) ) {
			return;
		}
		$this->counted[ "$plugin:$form" ] = true;

		$visitor = $this->handover->visitor();
		if ( ! $this->handover->takes( $visitor ) ) {
			return;
		}

		$about = [
			'form_id'   => $form,
			'form_name' => Text::plain( wp_strip_all_tags( is_string( $title ) ? $title : '' ) ),
		];
		$rules = self::sent( self::RULES );
		$wish  = $this->wish( self::sent( self::WISH ) );
		$about = array_filter( $about, static fn( string $text ): bool => '' !== $text );
		$event = $wish['event'] ?? $this->choice->of( $plugin, $form );
		$this->send( $event, $wish['params'] ?? [], $about, $person, $visitor );
		foreach ( array_slice( array_is_list( $rules ) ? $rules : [], 0, self::MOST_RULES ) as $rule ) {
			$wish = $this->wish( $rule );
			$this->send( $wish['event'] ?? '', $wish['params'] ?? [], [], $person, $visitor );
		}
	}

	/**
	 * @param array<string, mixed>  $params As the form asks for them.
	 * @param array<string, string> $about  The form, for events that take it.
	 * @param array<string, mixed>  $person
	 */
	private function send( string $name, array $params, array $about, array $person, Visitor $visitor ): void {
		$definition = '' === $name ? null : $this->catalogue->define( $name );
		// Visitors may write the wish themselves; sales are not theirs to tell.
		if ( null === $definition || ! $definition->born( 'browser' ) ) {
			return;
		}
		$about  = in_array( 'form_id', $definition->accepts(), true ) ? $about : [];
		$params = $this->catalogue->fitting( $this->catalogue->renamed( $definition, $params ) );
		$params = $this->params->checked( $definition, $params );
		$typed  = new Facts( $params + $about, TypedPerson::of( $person ) );
		$facts  = $typed->and( $this->customer->facts( get_current_user_id(), $visitor->visitor ) );
		$id     = EventId::random();
		$event  = Event::of( $this->catalogue, $definition->name, $id, time(), $facts, $visitor, Origin::Server );
		$this->handover->own( $event );
	}

	/** @return array<mixed> */
	private static function sent( string $field ): array {
		$sent = $_POST[ $field ] ?? null; // phpcs:ignore WordPress.Security -- The form's own plugin has judged the request; every part is checked here and by the catalogue.
		$read = is_string( $sent ) && strlen( $sent ) <= 8192 ? json_decode( wp_unslash( $sent ), true, 5 ) : null;
		return is_array( $read ) ? $read : [];
	}

	/** @return array{event?: string, params?: array<string, mixed>} */
	private function wish( mixed $wish ): array {
		if ( ! is_array( $wish ) || ! is_string( $wish['event'] ?? null ) || '' === $wish['event'] ) {
			return [];
		}
		$params = [];
		foreach ( is_array( $wish['params'] ?? null ) ? $wish['params'] : [] as $name => $value ) {
			// Attributes are text.
			$params[ (string) $name ] = is_string( $value ) && is_numeric( $value ) && $this->catalogue->is_number( (string) $name ) ? 0 + $value : $value;
		}
		return [
			'event'  => $wish['event'],
			'params' => $params,
		];
	}
}
