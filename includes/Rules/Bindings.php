<?php
declare(strict_types=1);

namespace Duet\Rules;

use Duet\Event\Catalogue;
use Duet\Settings\Settings;
use Duet\Support\Signature;

defined( 'ABSPATH' ) || exit;

/**
 * Rules as the storefront script reads them. Depends on the address alone, so a cache may keep it; a rule that is not
 * valid (any more) is left out, whatever the stored option says.
 */
final class Bindings {

	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly Validation $validation,
		private readonly Parameters $parameters,
		private readonly UrlPattern $pattern,
		private readonly Signature $signature,
	) {
	}

	/** @return list<array<string, mixed>> Bindings of the rules that are on and meant for this page. */
	public function here(): array {
		$bindings = [];
		foreach ( $this->rules() as $rule ) {
			if ( true === ( $rule['on'] ?? false ) && $this->is_here( $rule ) && [] === $this->validation->rule( $rule ) ) {
				$bindings[] = $this->binding( $rule );
			}
		}
		return $bindings;
	}

	/** Whether a rule counts a form here; what it waits for may also be on the page that answers the form. */
	public function counts_forms(): bool {
		foreach ( $this->rules() as $rule ) {
			$when = is_array( $rule['when'] ?? null ) ? $rule['when'] : [];
			if ( true === ( $rule['on'] ?? false ) && 'submit' === ( $when['type'] ?? '' ) && ( 'shown' === ( $when['counts'] ?? '' ) || $this->is_here( $rule ) ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * All rules, for a merchant who tries them: whether each is on, meant for this page and sound.
	 *
	 * @return list<array{id: string, label: string, on: bool, here: bool, binding: array<string, mixed>|null}> null: it has a mistake.
	 */
	public function tried(): array {
		$tried = [];
		foreach ( $this->rules() as $rule ) {
			$sound   = [] === $this->validation->rule( $rule );
			$event   = is_string( $rule['event'] ?? null ) ? $rule['event'] : '';
			$label   = is_string( $rule['label'] ?? null ) ? $rule['label'] : '';
			$tried[] = [
				'id'      => is_string( $rule['id'] ?? null ) ? $rule['id'] : '',
				'label'   => '' === $label ? $event : $label,
				'on'      => true === ( $rule['on'] ?? false ),
				'here'    => $this->is_here( $rule ),
				'binding' => $sound ? $this->binding( $rule ) : null,
			];
		}
		return $tried;
	}

	/** Path and query of the request that PHP is answering. */
	private static function request(): string {
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- Compared, never printed nor stored; sanitising would change what is compared.
		$uri = isset( $_SERVER['REQUEST_URI'] ) ? wp_unslash( $_SERVER['REQUEST_URI'] ) : '';
		return is_string( $uri ) ? $uri : '';
	}

	/** @return list<array<mixed>> */
	private function rules(): array {
		return $this->settings->values()->rules;
	}

	/** @param array<mixed> $rule */
	private function is_here( array $rule ): bool {
		$url = $rule['when']['url'] ?? null;
		return is_string( $url ) && $this->pattern->matches( $url, self::request() );
	}

	/**
	 * @param array<mixed> $rule A valid one.
	 * @return array<string, mixed>
	 */
	private function binding( array $rule ): array {
		$definition = $this->catalogue->define( (string) $rule['event'] );
		$fixed      = $this->parameters->fixed( $definition, $rule );
		$found      = $this->parameters->found( $definition, $rule );
		// One of them from the page would break the signature of the others: a sum without its currency is no fact to
		// vouch for.
		$params   = [] === array_intersect_key( Signature::PARAMS, $found ) ? $this->signature->sign_params( $definition->name, $fixed ) : $fixed;
		$when     = $rule['when'];
		$required = $this->parameters->required( $definition, $rule );
		return match ( $when['type'] ) {
			'view', 'click', 'submit' => self::moment( $when ) + [ 'at' => trim( $when['selector'] ) ],
			'layer'                   => [ 'on' => 'layer', 'at' => $when['layer'] ],
			default                   => [ 'on' => 'view' ],
		} + [ 'name' => $definition->name ]
			+ ( [] === $params ? [] : [ 'params' => $params ] )
			+ ( [] === $found ? [] : [ 'from' => $found ] )
			+ ( [] === $required ? [] : [ 'required' => $required ] );
	}

	/**
	 * @param array<mixed> $when
	 * @return array{on: string, until?: string} When it happens, as the storefront script calls it.
	 */
	private static function moment( array $when ): array {
		return match ( 'submit' === $when['type'] ? ( $when['counts'] ?? 'accepted' ) : '' ) {
			'sent'  => [ 'on' => 'sent' ],
			'shown' => [
				'on'    => 'shown',
				'until' => trim( (string) $when['shown'] ),
			],
			default => [ 'on' => (string) $when['type'] ],
		};
	}
}
