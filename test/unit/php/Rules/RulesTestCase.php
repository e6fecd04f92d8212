<?php
declare(strict_types=1);

namespace Duet\Test\Rules;

use Duet\Rules\Bindings;
use Duet\Rules\Examples;
use Duet\Rules\Parameters;
use Duet\Rules\UrlPattern;
use Duet\Rules\Validation;
use Duet\Test\ShopTestCase;

abstract class RulesTestCase extends ShopTestCase {

	protected function parameters(): Parameters {
		return new Parameters( $this->catalogue(), new Examples( dirname( __DIR__, 4 ) . '/src/events/examples.json' ) );
	}

	protected function validation( bool $shop = false ): Validation {
		return new Validation( $this->catalogue(), $this->parameters(), new UrlPattern( 'https://shop.test' ), $shop );
	}

	protected function bindings( string $request = '/' ): Bindings {
		$_SERVER['REQUEST_URI'] = addslashes( $request );
		return new Bindings( $this->settings(), $this->catalogue(), $this->validation(), $this->parameters(), new UrlPattern( 'https://shop.test' ), $this->signature() );
	}

	/**
	 * @param array<string, mixed> $part
	 * @return array<string, mixed> A click that means Lead, on every page.
	 */
	protected static function rule( array $part = [] ): array {
		return $part + [
			'id'    => 'aaaaaaaa',
			'on'    => true,
			'event' => 'Lead',
			'when'  => [ 'type' => 'click', 'url' => '*', 'selector' => '.signup' ],
		];
	}

	/**
	 * @param array<string, string> $fixed
	 * @return list<array{name: string, from: string, value: string}>
	 */
	protected static function params( array $fixed ): array {
		return array_map( static fn( string $name, string $value ): array => [ 'name' => $name, 'from' => 'fixed', 'value' => $value ], array_keys( $fixed ), $fixed );
	}
}
