<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** Fluent Forms always uses AJAX, so the browser counts. Spam that the merchant keeps is answered like success; the answer tells. */
final class FluentForms {

	private bool $spam = false;

	public function __construct( private readonly Guard $guard ) {
	}

	public function register(): void {
		foreach ( [ 'fluentform/akismet_spam_result', 'fluentform/cleantalk_spam_result' ] as $verdict ) {
			$this->guard->filter( $verdict, $this->judged( ... ), PHP_INT_MAX );
		}
		$this->guard->filter( 'fluentform/submission_confirmation', fn( mixed $answer ): mixed => $this->spam && is_array( $answer ) ? [ 'duet' => false ] + $answer : $answer );
	}

	private function judged( mixed $spam ): mixed {
		$this->spam = $this->spam || (bool) $spam;
		return $spam;
	}
}
