<?php
declare(strict_types=1);

namespace Duet\Test\Forms;

use Duet\Forms\Acceptance;
use Duet\Forms\FormChoice;
use Duet\Forms\FormNames;
use Duet\Forms\FormPlugin;
use Duet\Relay\RelayedParams;
use Duet\Rules\Trial;
use Duet\Test\ShopTestCase;

require_once __DIR__ . '/functions.php';

/** A page load that posts a form, by a visitor who agreed. */
abstract class FormsTestCase extends ShopTestCase {

	protected function setUp(): void {
		parent::setUp();
		$_SERVER['REQUEST_METHOD'] = 'POST';
		$_SERVER['HTTP_REFERER']   = 'https://shop.test/contact/';
		$_COOKIE['duet_visitor']   = self::HEX . '.g';
		$this->choose( [] );
	}

	protected function tearDown(): void {
		unset( $_SERVER['REQUEST_METHOD'], $_SERVER['HTTP_REFERER'], $_SERVER['REMOTE_ADDR'], $_SERVER['HTTP_USER_AGENT'] );
		$_POST = [];
	}

	/** @param array<string, mixed> $forms */
	protected function choose( array $forms ): void {
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'forms' => $forms ] );
	}

	protected function acceptance( bool $tried = false ): Acceptance {
		$trial = $this->createStub( Trial::class );
		$trial->method( 'is_behind' )->willReturn( $tried );
		return new Acceptance( new FormChoice( $this->settings() ), $this->catalogue(), new RelayedParams( $this->signature(), $this->catalogue() ), $this->customer(), $this->handover(), $trial );
	}

	protected function listen( FormPlugin $plugin ): void {
		$plugin->listen( $this->guard(), new FormNames(), $this->acceptance() );
	}

	/** @return list<string> */
	protected function names(): array {
		return array_map( static fn( $event ): string => $event->name, $this->pushed );
	}
}
